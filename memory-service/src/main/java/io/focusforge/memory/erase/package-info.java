/**
 * The right to be forgotten: leads the erasure of a person through all services, step by step, so that it goes on where it stood when any
 * process dies, and keeps a receipt that names nobody.
 */
package io.focusforge.memory.erase;
