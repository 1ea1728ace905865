// Takes nothing over and keeps nothing: a worker of the Lab must not outlive the demo.
self.addEventListener('activate', (event) => event.waitUntil(self.registration.unregister()));
