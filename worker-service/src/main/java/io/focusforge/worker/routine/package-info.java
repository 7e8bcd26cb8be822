/** Jobs that the installation gives itself at regular times: one for each time, however many replicas there are. */
package io.focusforge.worker.routine;
