/**
 * Reads from Postgres that may go to a server which follows the primary: which one may answer whom, and the token by which a client says
 * what it must see.
 */
package io.focusforge.memory.replica;
