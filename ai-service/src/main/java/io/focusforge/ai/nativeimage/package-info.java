/** What the builder of native executables cannot see of the embedding model by itself: native code, what that asks for by name, and the model. */
package io.focusforge.ai.nativeimage;
