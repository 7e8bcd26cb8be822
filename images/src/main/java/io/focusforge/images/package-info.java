/**
 * Images of the services, as archives or in a registry, built without Docker: a base with a JVM, the application in layers by how often
 * they change, and on top what the JVM has learnt in a run of the main flow.
 */
package io.focusforge.images;
