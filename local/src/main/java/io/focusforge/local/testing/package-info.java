/**
 * The fixture of every test that needs a store: the real servers, started once for a build by its first test and ended with it, and
 * a database of its own for each application that a test starts.
 */
package io.focusforge.local.testing;
