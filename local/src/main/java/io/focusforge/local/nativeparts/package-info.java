/** What a module's native executable would lack, seen in its compiled classes: for tests, so that nobody has to build one to learn of it. */
package io.focusforge.local.nativeparts;
