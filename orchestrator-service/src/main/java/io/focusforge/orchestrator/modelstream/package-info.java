/** Models that are listened to while they speak: one call to ai-service, read frame by frame on one event loop, that can be paused and given up. */
package io.focusforge.orchestrator.modelstream;
