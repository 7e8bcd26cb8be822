/** What an API key looks like, how a client shows it, and what it is told whose key is not taken: the same at every entry. */
package io.focusforge.common.apikey;
