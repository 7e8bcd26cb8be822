/**
 * Lets steps run by themselves that name a chain: each as a durable run, begun in the transaction that says so in the plan, within a budget
 * that is looked at while they run. A sweeper goes on with it, whichever replica dies.
 */
package io.focusforge.orchestrator.planrun;
