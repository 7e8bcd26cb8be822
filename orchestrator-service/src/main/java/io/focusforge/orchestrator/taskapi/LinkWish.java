package io.focusforge.orchestrator.taskapi;

import java.util.List;
import java.util.UUID;

/** What a task is to belong to and to wait for. */
record LinkWish(UUID parentId, List<UUID> dependsOn) {}
