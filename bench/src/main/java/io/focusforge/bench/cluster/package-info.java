/** The figures of the chart on a cluster. */
package io.focusforge.bench.cluster;
