"""The app: pages over the public API of fundopt. It holds no formula of the model; `state` alone owns the session."""
