/**
 * Owns that a service runs only over tables that it knows: who makes them ({@link io.focusforge.common.schema.SchemaConfig}), and what a service that
 * does not make them itself looks for before anything else ({@link io.focusforge.common.schema.SchemaGate}).
 */
package io.focusforge.common.schema;
