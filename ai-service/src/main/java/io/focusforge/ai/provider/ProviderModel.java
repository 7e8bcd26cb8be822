package io.focusforge.ai.provider;

/** A model of a provider, by the provider's name for it. */
public record ProviderModel(String provider, String model) {
    /** The chat model that runs in process. */
    public static final ProviderModel EXTRACTIVE = new ProviderModel(Providers.IN_PROCESS, "focusforge-extractive");

    /** The suite itself, which answers with memory and documents: orchestrator-service. No alias can mean it, for it asks {@code default} in turn. */
    public static final ProviderModel SUITE = new ProviderModel(Providers.IN_PROCESS, "focusforge");
}
