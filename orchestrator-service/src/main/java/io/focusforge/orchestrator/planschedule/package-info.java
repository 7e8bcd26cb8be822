/**
 * Puts steps into a person's working time: around what is fixed, behind what they wait for, before their deadlines, and when one is fresh
 * enough for them. Time is counted in minutes since 1970. Plain Java without state: the same question always has the same answer.
 */
package io.focusforge.orchestrator.planschedule;
