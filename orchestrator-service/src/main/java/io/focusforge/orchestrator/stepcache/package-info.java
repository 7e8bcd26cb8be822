/**
 * Results of steps that stand for a while: in the memory of each replica over Redis. Redis away means that each replica is on its own; what
 * depends on events is not kept then.
 */
package io.focusforge.orchestrator.stepcache;
