/**
 * The right to be forgotten, as each service carries it out: a feature that keeps data of people says how they are erased, and the service
 * that leads an erasure asks for it in bounded steps.
 */
package io.focusforge.common.erasure;
