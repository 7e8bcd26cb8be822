/** What goes into a prompt that nobody who is trusted wrote, and how it is told from instructions. */
package io.focusforge.common.prompt;
