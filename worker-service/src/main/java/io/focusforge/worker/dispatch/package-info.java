/**
 * Hands ready jobs over to the streams, no more of each queue and priority than a window, so that a million queued jobs cost Redis
 * nothing. Any number of replicas may dispatch at once.
 */
package io.focusforge.worker.dispatch;
