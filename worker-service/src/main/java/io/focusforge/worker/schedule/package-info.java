/**
 * Jobs that come again by themselves: at the times of a cron expression or after an interval. Every replica looks for schedules that are
 * due; whoever locks one makes its job and moves it on in the same transaction, so that each time fires once and no replica is the one that
 * must not die.
 */
package io.focusforge.worker.schedule;
