package io.focusforge.orchestrator.task;

/**
 * Why an estimate is not what the analysis said.
 *
 * @param fromMinutes what the analysis said
 * @param factor by which it was multiplied
 * @param medianRatio how often as long as estimated the user's tasks of the category took, in the middle
 * @param tasks how many completed tasks say so
 * @param sessions in how many focus sessions they were done
 */
public record EstimateCorrection(int fromMinutes, double factor, double medianRatio, int tasks, int sessions) {}
