/**
 * Turns a file that somebody uploaded into text: pages, with headings, lists, tables and code marked as Markdown does. Parsers of such files loop,
 * eat memory and crash, so they run in processes of their own, which are bounded and can be killed.
 */
package io.focusforge.worker.extract;
