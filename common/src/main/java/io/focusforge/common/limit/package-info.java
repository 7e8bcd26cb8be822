/** Request limits that are restored evenly: the one rule for them, in Java and in Lua, and how they are told to a client. */
package io.focusforge.common.limit;
