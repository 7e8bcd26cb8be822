/** Shows a person what the stack does: tasks that come back analysed, planned and with what was remembered. */
package io.focusforge.local.demo;
