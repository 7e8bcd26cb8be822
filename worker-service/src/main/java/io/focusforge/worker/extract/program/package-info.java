/**
 * The program that reads files, one after the other, in a process of its own. It is told what to do on its standard input and answers on its standard
 * output; text and pictures go to files. Only what is needed to read is on its class path, and nothing of it is used by the service itself.
 */
package io.focusforge.worker.extract.program;
