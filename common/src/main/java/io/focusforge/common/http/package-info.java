/**
 * What all HTTP servers and clients of a service stand on: the event loops; and what is alike at every entry from outside: which paths have one
 * meaning, and which headers go no further.
 */
package io.focusforge.common.http;
