/**
 * What a request can ask for in place of its type's defaults: when the job may run and until when, how long an attempt may take, and how
 * it is tried again.
 */
package io.focusforge.worker.terms;
