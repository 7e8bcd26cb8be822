/**
 * Owns what asks a gateway from within the cluster while something is done to it: a program of the JDK alone, run in a pod with the JVM of the services'
 * images.
 */
package io.focusforge.cluster.load;
