import type { Settings } from '#contract/system.ts';
import { languages } from '#domain/language.ts';
import { changeSettings } from '#renderer/api/settings-store.ts';
import { languageNames } from '#renderer/i18n/language.ts';
import { t } from '#renderer/i18n/t.ts';
import { Choice } from '#renderer/ui/Choice.tsx';
import { Section } from './SettingRows.tsx';

/** How the window looks and speaks. */
export function Appearance({ theme, language }: Pick<Settings, 'theme' | 'language'>) {
  return (
    <Section title={t.settings.appearance}>
      <Choice<Settings['theme']>
        label={t.settings.theme}
        value={theme}
        options={[
          { value: 'system', title: t.settings.likeSystem },
          { value: 'dark', title: t.settings.dark },
          { value: 'light', title: t.settings.light },
        ]}
        onChange={(choice) => void changeSettings({ theme: choice })}
      />
      <Choice<Settings['language']>
        label={t.settings.language}
        value={language}
        options={[
          { value: 'system', title: t.settings.likeSystem },
          ...languages.map((each) => ({ value: each, title: languageNames[each] })),
        ]}
        onChange={(choice) => void changeSettings({ language: choice })}
      />
    </Section>
  );
}
