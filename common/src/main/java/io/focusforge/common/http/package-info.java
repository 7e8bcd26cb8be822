/** What all HTTP servers and clients of a service stand on: the event loops. */
package io.focusforge.common.http;
