/** What the tests of this service share. */
package io.focusforge.ai.testing;
