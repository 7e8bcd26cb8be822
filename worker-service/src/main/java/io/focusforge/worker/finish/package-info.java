/**
 * Records how attempts end: state, result, error and event in one transaction, and only for those whose fencing number is still the
 * newest.
 */
package io.focusforge.worker.finish;
