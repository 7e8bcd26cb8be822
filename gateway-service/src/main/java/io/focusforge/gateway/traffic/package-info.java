/** What passes the gateway, counted and timed per route; the labels are the names of the route table and nothing from a request. */
package io.focusforge.gateway.traffic;
