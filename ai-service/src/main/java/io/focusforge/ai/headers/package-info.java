/**
 * Owns what every answer under {@code /v1} has in its head, whoever gives it: the pipeline, the cache, a list, or an error that came
 * before any of them.
 */
package io.focusforge.ai.headers;
