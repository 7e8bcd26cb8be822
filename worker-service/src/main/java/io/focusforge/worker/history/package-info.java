/** Jobs that succeeded or were cancelled: moved out of the workers' table at their end, kept by queue and day, dropped by day. */
package io.focusforge.worker.history;
