package io.focusforge.orchestrator.grounding;

/** Something that was said before. */
public record Turn(String role, String content, int tokens) {}
