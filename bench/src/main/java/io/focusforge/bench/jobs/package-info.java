/** The job engine beside its peers, on the same servers in the same run. */
package io.focusforge.bench.jobs;
