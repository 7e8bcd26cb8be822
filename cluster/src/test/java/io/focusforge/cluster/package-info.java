/** Owns that the chart does on a cluster what it promises: installed, scaled, upgraded and broken there, while requests go on. */
package io.focusforge.cluster;
