/** The keys with which the data of events is sealed, one for each user. An event is never changed; without its user's key it says nothing. */
package io.focusforge.orchestrator.eventkey;
