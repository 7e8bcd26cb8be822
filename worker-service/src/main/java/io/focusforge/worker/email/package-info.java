/**
 * Sends mail through the SMTP server of the installation. The sender is the installation's; what a client gives is checked so that none of it
 * can become a header, a recipient or markup that was not meant.
 */
package io.focusforge.worker.email;
