/** What the builder of native executables cannot see by itself: types that are read and written as JSON, and classes that libraries load by name; and what an executable does with its own memory. */
package io.focusforge.common.nativeimage;
