/** What the builder of native executables cannot see by itself: types that are read and written as JSON, and classes that libraries load by name. */
package io.focusforge.common.nativeimage;
