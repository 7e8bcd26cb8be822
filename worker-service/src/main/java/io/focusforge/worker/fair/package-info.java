/**
 * Who is next: tenants take turns by weight, whatever the length of their queues, and none takes more than its limits allow, however many
 * workers there are.
 */
package io.focusforge.worker.fair;
