/** How the worker speaks SQL: statements, and the jobs table's columns as values. */
package io.focusforge.worker.postgres;
