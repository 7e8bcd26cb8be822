/**
 * Owns that neither this process nor a provider is asked for more than it can do: model calls are let in one behind the other before anything else is done
 * for them ({@link io.focusforge.ai.overload.ModelDoor}), and wait a moment for a place at their provider
 * ({@link io.focusforge.ai.overload.ProviderPlaces}). A slow provider fills its own places only.
 */
package io.focusforge.ai.overload;
