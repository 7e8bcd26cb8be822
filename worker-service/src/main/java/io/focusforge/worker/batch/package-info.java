/** Many jobs in one request: all of them are accepted, or none is and the first bad one is named. */
package io.focusforge.worker.batch;
