/**
 * What a durable run is: a graph of steps that is walked until each has ended, whichever process dies on the way. Here is the contract between
 * those who know what steps do, and {@code runengine}, which knows nothing of it.
 */
package io.focusforge.orchestrator.run;
