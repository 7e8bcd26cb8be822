/**
 * Expressions that people outside write: JSONata, without what could run or grow without bound. One ends with a value, or with
 * an {@link io.focusforge.orchestrator.expression.ExpressionException}, within its time and its share of memory.
 */
package io.focusforge.orchestrator.expression;
