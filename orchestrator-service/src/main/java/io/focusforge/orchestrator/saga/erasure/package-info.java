/** The erasure of a person as a saga over all services that keep data of people. memory-service keeps its receipt, and does its steps. */
package io.focusforge.orchestrator.saga.erasure;
