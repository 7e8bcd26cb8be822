/** Calls to the other services, in the name of a job's owner. */
package io.focusforge.worker.upstream;
