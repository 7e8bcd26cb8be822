package io.focusforge.ai.routing;

import io.focusforge.ai.provider.ProviderModel;

/** A model that a call may go to, and its share among its equals. */
record Target(ProviderModel model, int weight) {
    Target {
        if (weight < 1) {
            throw new IllegalArgumentException("a weight is at least 1");
        }
    }
}
