package io.focusforge.ai.provider;

/** A model of a provider, by the provider's name for it. */
public record ProviderModel(String provider, String model) {}
