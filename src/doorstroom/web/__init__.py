"""The screens and the API: a Django project over the declarations of the systems. No screen knows a rule of its own."""
