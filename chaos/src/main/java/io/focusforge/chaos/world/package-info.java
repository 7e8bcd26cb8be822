/**
 * The real servers and processes of a run, each to be killed, frozen, cut off and started again; and what stands outside of them and sees
 * what they do. Everything that is started here is ended by its process id, also when a run fails.
 */
package io.focusforge.chaos.world;
